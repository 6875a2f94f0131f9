// Stands in for Stripe.js in the sandbox, so that pages written for it, @stripe/stripe-js and
// @stripe/react-stripe-js included, work without a network. It takes the card numbers that Stripe
// has published for tests and no others, and sends none of them: the sandbox gets the id that
// Stripe has published for the card. It follows https://docs.stripe.com/js as far as cards go.
(() => {
  'use strict';

  const CARDS = '{{cards}}';
  const script = document.currentScript;
  const api = (script.dataset.api || new URL('stripe', script.src).href).replace(/\/+$/, '');
  const COMPONENTS = {
    card: ['number', 'expiry', 'cvc'],
    payment: ['number', 'expiry', 'cvc'],
    cardNumber: ['number'],
    cardExpiry: ['expiry'],
    cardCvc: ['cvc'],
  };
  const FIELDS = {
    number: { label: 'Card number', placeholder: '1234 1234 1234 1234', longest: 23, width: '1 1 13em' },
    expiry: { label: 'Expiration date', placeholder: 'MM / YY', longest: 7, width: '1 1 5em' },
    cvc: { label: 'CVC', placeholder: 'CVC', longest: 4, width: '1 1 3.5em' },
  };

  // ---- languages ---------------------------------------------------------------------------

  const WORDS = {
    fr: {
      'Card number': 'Numéro de carte',
      'Expiration date': "Date d'expiration",
      'MM / YY': 'MM / AA',
      'Your card number is incomplete.': 'Le numéro de votre carte est incomplet.',
      'Your card number is invalid.': "Le numéro de votre carte n'est pas valide.",
      'The sandbox takes published test cards only, such as 4242 4242 4242 4242.':
        'Le mode test n’accepte que les cartes de test publiées, comme 4242 4242 4242 4242.',
      "Your card's expiration date is incomplete.": "La date d'expiration de votre carte est incomplète.",
      "Your card's expiration date is in the past.": "La date d'expiration de votre carte est passée.",
      "Your card's security code is incomplete.": 'Le code de sécurité de votre carte est incomplet.',
      'The sandbox cannot be reached.': 'Le mode test est injoignable.',
      '3-D Secure authentication': 'Authentification 3-D Secure',
      'Your card was declined.': 'Votre carte a été refusée.',
      'Your card has insufficient funds.': 'Votre carte ne dispose pas de fonds suffisants.',
      'Your card has expired.': 'Votre carte a expiré.',
      "Your card's security code is incorrect.": 'Le code de sécurité de votre carte est incorrect.',
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.':
        'Nous ne parvenons pas à authentifier votre moyen de paiement. Veuillez en choisir un autre et réessayer.',
    },
  };

  /** What says a text in the language of a locale such as fr or fr-FR; English where there is none. */
  const speaking = (locale) => {
    const wanted = !locale || locale === 'auto' ? navigator.language : locale;
    const words = WORDS[String(wanted).split('-')[0]] || {};
    return (text) => words[text] || text;
  };

  // ---- what is entered ---------------------------------------------------------------------

  const digits = (text) => text.replace(/\D/g, '');

  const passesLuhn = (number) => {
    let sum = 0;
    for (let place = 0; place < number.length; place++) {
      const digit = Number(number[number.length - 1 - place]) * (place % 2 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 === 0;
  };

  const invalid = (code, message) => ({ type: 'validation_error', code, message });

  const CHECKS = {
    number(text) {
      const number = digits(text);
      if (number.length < 13) return invalid('incomplete_number', 'Your card number is incomplete.');
      if (!passesLuhn(number)) return invalid('invalid_number', 'Your card number is invalid.');
      if (!CARDS[number]) {
        return invalid('invalid_number', 'The sandbox takes published test cards only, such as'
          + ' 4242 4242 4242 4242.');
      }
      return null;
    },
    expiry(text) {
      const found = digits(text);
      const month = Number(found.slice(0, 2));
      if (found.length < 4 || month < 1 || month > 12) {
        return invalid('incomplete_expiry', "Your card's expiration date is incomplete.");
      }
      const end = new Date(2000 + Number(found.slice(2, 4)), month, 1);
      return end <= new Date()
        ? invalid('invalid_expiry_year_past', "Your card's expiration date is in the past.") : null;
    },
    cvc(text) {
      return digits(text).length < 3
        ? invalid('incomplete_cvc', "Your card's security code is incomplete.") : null;
    },
  };

  const FORMATS = {
    number: (text) => digits(text).slice(0, 19).replace(/(.{4})(?=.)/g, '$1 '),
    expiry: (text) => {
      let found = digits(text).slice(0, 4);
      if (/^[2-9]/.test(found)) found = '0' + found;
      return found.length > 2 ? found.slice(0, 2) + ' / ' + found.slice(2) : found;
    },
    cvc: (text) => digits(text).slice(0, 4),
  };

  // ---- elements ----------------------------------------------------------------------------

  class Element {
    constructor(group, type, options) {
      this._group = group;
      this._type = type;
      this._options = options || {};
      this._say = speaking(group._options.locale);
      this._listeners = {};
      this._inputs = {};
      this._shownError = null;
      this._root = this._build();
    }

    mount(place) {
      const node = typeof place === 'string' ? document.querySelector(place) : place;
      if (!node) throw new Error(`The selector you specified (${place}) applies to no DOM elements.`);
      this._place = node;
      node.classList.add('StripeElement');
      node.replaceChildren(this._root);
      this._mark();
      setTimeout(() => this._emit('ready', { elementType: this._type }), 0);
      return this;
    }

    unmount() {
      this._root.remove();
      if (this._place) this._place.classList.remove('StripeElement');
      this._place = null;
      return this;
    }

    destroy() {
      this.unmount();
      this._group._forget(this);
      return this;
    }

    update(options) {
      Object.assign(this._options, options);
      this._style();
      this._enable(!this._options.disabled);
      return this;
    }

    on(event, handler) {
      (this._listeners[event] = this._listeners[event] || []).push(handler);
      return this;
    }

    off(event, handler) {
      this._listeners[event] = (this._listeners[event] || []).filter((known) => handler && known !== handler);
      return this;
    }

    once(event, handler) {
      const once = (value) => {
        this.off(event, once);
        handler(value);
      };
      return this.on(event, once);
    }

    addEventListener(event, handler) { return this.on(event, handler); }
    removeEventListener(event, handler) { return this.off(event, handler); }
    focus() { Object.values(this._inputs)[0].focus(); }
    blur() { Object.values(this._inputs).forEach((input) => input.blur()); }
    collapse() {}

    clear() {
      Object.values(this._inputs).forEach((input) => { input.value = ''; });
      this._changed();
    }

    _build() {
      const root = document.createElement('div');
      const stacked = this._type === 'payment';
      Object.assign(root.style, stacked ? { display: 'grid', gap: '12px' } : { display: 'flex', flexWrap: 'wrap', gap: '8px' });
      COMPONENTS[this._type].forEach((name) => root.append(this._field(name, stacked)));
      if (stacked) {
        this._message = document.createElement('p');
        this._message.setAttribute('role', 'alert');
        Object.assign(this._message.style, { margin: '0', color: '#b42318' });
        root.append(this._message);
      }
      return root;
    }

    _field(name, labelled) {
      const { longest, width } = FIELDS[name];
      const label = this._say(FIELDS[name].label);
      const placeholder = this._say(FIELDS[name].placeholder);
      const input = document.createElement('input');
      Object.assign(input, { type: 'text', inputMode: 'numeric', autocomplete: 'off', placeholder, maxLength: longest });
      input.name = 'sandbox-' + name;
      input.setAttribute('aria-label', label);
      Object.assign(input.style, { font: 'inherit', color: 'inherit', minWidth: '0', boxSizing: 'border-box' });
      input.addEventListener('input', () => {
        input.value = FORMATS[name](input.value);
        this._shownError = null;
        this._changed();
      });
      input.addEventListener('focus', () => {
        this._mark('focus', true);
        this._emit('focus', { elementType: this._type });
      });
      input.addEventListener('blur', () => {
        this._mark('focus', false);
        if (input.value && CHECKS[name](input.value)) {
          this._shownError = this._check(name, input.value);
          this._changed();
        }
        this._emit('blur', { elementType: this._type });
      });
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this._emit('escape', { elementType: this._type });
      });
      this._inputs[name] = input;
      if (!labelled) {
        Object.assign(input.style, {
          flex: width, border: '0', outline: 'none', background: 'transparent', padding: '0', width: '100%',
        });
        return input;
      }
      const row = document.createElement('label');
      row.textContent = label;
      Object.assign(row.style, { display: 'grid', gap: '4px' });
      Object.assign(input.style, { padding: '10px', border: '1px solid #6b7280', borderRadius: '6px', width: '100%' });
      row.append(input);
      return row;
    }

    _style() {
      const base = (this._options.style || {}).base || {};
      ['color', 'fontSize', 'fontFamily', 'lineHeight', 'fontWeight'].forEach((property) => {
        if (typeof base[property] === 'string') this._root.style[property] = base[property];
      });
    }

    _enable(enabled) {
      Object.values(this._inputs).forEach((input) => { input.disabled = !enabled; });
    }

    _check(name, text) {
      const error = CHECKS[name](text);
      return error && { ...error, message: this._say(error.message) };
    }

    /** The first thing wrong with it, empty fields included. */
    _problem() {
      return Object.entries(this._inputs)
        .map(([name, input]) => this._check(name, input.value))
        .find((error) => error) || null;
    }

    _isEmpty() { return Object.values(this._inputs).every((input) => !input.value); }

    _card() {
      const number = this._inputs.number;
      return number ? CARDS[digits(number.value)] : undefined;
    }

    _changed() {
      const problem = this._problem();
      this._mark();
      const event = {
        elementType: this._type,
        empty: this._isEmpty(),
        complete: !problem,
        error: this._shownError || undefined,
      };
      if (this._inputs.number) event.brand = (this._card() || { card: { brand: 'unknown' } }).card.brand;
      if (this._type === 'card') event.value = { postalCode: '' };
      if (this._type === 'payment') event.value = { type: 'card' };
      if (this._message) this._message.textContent = this._shownError ? this._shownError.message : '';
      this._emit('change', event);
    }

    _show(error) {
      this._shownError = error;
      this._changed();
    }

    _mark(state, on) {
      if (!this._place) return;
      const classes = this._place.classList;
      if (state) classes.toggle('StripeElement--' + state, on);
      classes.toggle('StripeElement--empty', this._isEmpty());
      classes.toggle('StripeElement--complete', !this._problem());
      classes.toggle('StripeElement--invalid', Boolean(this._shownError));
    }

    _emit(event, value) {
      (this._listeners[event] || []).slice().forEach((handler) => handler(value));
    }
  }

  class Elements {
    constructor(options) {
      this._options = options || {};
      this._elements = [];
    }

    create(type, options) {
      if (!COMPONENTS[type]) throw new Error(`The sandbox has no element of type ${type}.`);
      if (this.getElement(type)) throw new Error(`Can only create one Element of type ${type} through elements().`);
      const element = new Element(this, type, options);
      element.update(options || {});
      this._elements.push(element);
      return element;
    }

    getElement(type) {
      const name = (type && type.__elementType) || type;
      return this._elements.find((element) => element._type === name) || null;
    }

    update(options) { Object.assign(this._options, options); }
    fetchUpdates() { return Promise.resolve({}); }

    async submit() {
      const error = this._problem();
      return error ? { error } : { selectedPaymentMethod: 'card' };
    }

    _forget(element) { this._elements = this._elements.filter((known) => known !== element); }

    /** What is wrong with what was entered; it is shown, too. */
    _problem() {
      for (const element of this._elements) {
        const problem = element._problem();
        if (problem) {
          element._show(problem);
          return problem;
        }
      }
      return this._elements.length ? null : invalid('incomplete_number', 'There is no card element.');
    }

    _card() { return this._elements.map((element) => element._card()).find((card) => card); }
  }

  // ---- the challenge -----------------------------------------------------------------------

  /** Shows the page of the payer's bank, and tells how it was left. */
  const challenge = (secret, locale) => new Promise((resolve) => {
    const before = document.activeElement;
    const veil = document.createElement('div');
    veil.setAttribute('role', 'dialog');
    veil.setAttribute('aria-modal', 'true');
    veil.setAttribute('aria-label', '3-D Secure');
    Object.assign(veil.style, {
      position: 'fixed', inset: '0', zIndex: '2147483647', display: 'grid', placeItems: 'center',
      background: 'rgba(15, 20, 30, .6)', padding: '12px', boxSizing: 'border-box',
    });
    const frame = document.createElement('iframe');
    frame.title = speaking(locale)('3-D Secure authentication');
    frame.src = api + '/challenge' + (locale ? '?lang=' + encodeURIComponent(locale) : '') + '#' + secret;
    Object.assign(frame.style, {
      width: '100%', maxWidth: '440px', height: '440px', maxHeight: '100%', border: '0',
      borderRadius: '12px', background: '#fff',
    });
    const end = (outcome) => {
      window.removeEventListener('message', hear);
      document.removeEventListener('keydown', escape, true);
      veil.remove();
      if (before && before.focus) before.focus();
      resolve(outcome);
    };
    const hear = (event) => {
      const told = event.data;
      if (event.source === frame.contentWindow && told && told.source === 'sandbox-3ds') end(told.outcome);
    };
    const escape = (event) => { if (event.key === 'Escape') end('close'); };
    window.addEventListener('message', hear);
    document.addEventListener('keydown', escape, true);
    veil.append(frame);
    document.body.append(veil);
    frame.focus();
  });

  // ---- Stripe ------------------------------------------------------------------------------

  const idOf = (secret) => String(secret).split('_secret_')[0];

  const UNAUTHENTICATED = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message: 'We are unable to authenticate your payment method. Please choose a different payment'
      + ' method and try again.',
  };

  function Stripe(key, settings) {
    if (typeof key !== 'string' || !key.startsWith('pk_')) {
      throw new Error('Please call Stripe() with your publishable key. It begins with pk_.');
    }

    const { locale } = settings || {};
    const say = speaking(locale);
    const told = (error) => ({ ...error, message: say(error.message) });

    const call = async (method, path, body) => {
      try {
        const answer = await fetch(api + '/v1/' + path, {
          method,
          headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + key },
          body: body && JSON.stringify(body),
        });
        const value = await answer.json();
        return answer.ok ? { value } : { error: told(value.error) };
      } catch (e) {
        return { error: { type: 'api_connection_error', message: say('The sandbox cannot be reached.') } };
      }
    };

    const intentAt = (secret, more) =>
      'payment_intents/' + encodeURIComponent(idOf(secret)) + (more || '');

    const retrieve = async (secret) => {
      const { value, error } = await call('GET', intentAt(secret, '?client_secret=' + encodeURIComponent(secret)));
      return error ? { error } : { paymentIntent: value };
    };

    const confirm = async (secret, paymentMethod) => {
      const body = { client_secret: secret };
      if (paymentMethod) body.payment_method = paymentMethod;
      const { value, error } = await call('POST', intentAt(secret, '/confirm'), body);
      return error ? { error } : { paymentIntent: value };
    };

    /** Lets the payer authenticate where that is asked for. */
    const act = async (secret, result, handles) => {
      if (result.error || result.paymentIntent.status !== 'requires_action' || !handles) return result;
      const outcome = await challenge(secret, locale);
      const after = await retrieve(secret);
      if (after.error) return after;
      if (outcome === 'close' && after.paymentIntent.status === 'requires_action') {
        return { error: { ...told(UNAUTHENTICATED), payment_intent: after.paymentIntent } };
      }
      const refused = after.paymentIntent.last_payment_error;
      return refused ? { error: { ...told(refused), payment_intent: after.paymentIntent } } : after;
    };

    const fromEntered = async (group) => {
      const problem = group._problem();
      if (problem) return { error: problem };
      const { value, error } = await call('POST', 'payment_methods', { card: group._card().id });
      return error ? { error } : { paymentMethod: value };
    };

    const groupOf = (element) => (element instanceof Elements ? element : element && element._group);

    const createPaymentMethod = async (first, element, details) => {
      const wish = typeof first === 'string' ? { type: first, card: element, ...(details || {}) } : first || {};
      const group = groupOf(wish.elements || wish.card);
      if (!group) throw new Error('createPaymentMethod needs a card Element, or Elements.');
      const result = await fromEntered(group);
      if (result.paymentMethod && wish.billing_details) {
        result.paymentMethod.billing_details = wish.billing_details;
      }
      return result;
    };

    /** The card a confirmation names: an id, or an element; nothing when it names none. */
    const named = async (wish) => {
      const paying = wish && wish.payment_method;
      if (!paying || typeof paying === 'string') return { id: paying };
      const token = paying.card && groupOf(paying.card);
      if (!token) throw new Error('payment_method needs an id, or a card Element.');
      const { paymentMethod, error } = await fromEntered(token);
      return error ? { error } : { id: paymentMethod.id };
    };

    const confirmCardPayment = async (secret, wish, options) => {
      const handles = !options || options.handleActions !== false;
      const { id, error } = await named(wish);
      if (error) return { error };
      if (id) return act(secret, await confirm(secret, id), handles);
      const known = await retrieve(secret);
      if (known.error || known.paymentIntent.status === 'succeeded') return known;
      if (known.paymentIntent.status === 'requires_action') return act(secret, known, handles);
      return act(secret, await confirm(secret), handles);
    };

    const confirmPayment = async (wish) => {
      const parameters = wish.confirmParams || {};
      const secret = wish.clientSecret || (wish.elements && wish.elements._options.clientSecret);
      if (!secret) throw new Error('confirmPayment needs a clientSecret.');
      if (wish.redirect !== 'if_required' && !parameters.return_url) {
        throw new Error('confirmPayment needs confirmParams.return_url, or redirect: if_required.');
      }
      const paying = parameters.payment_method
        ? { id: parameters.payment_method }
        : await fromEntered(wish.elements).then((entered) =>
          (entered.error ? entered : { id: entered.paymentMethod.id }));
      if (paying.error) return { error: paying.error };
      const result = await act(secret, await confirm(secret, paying.id), true);
      if (result.error || wish.redirect === 'if_required') return result;
      const back = new URL(parameters.return_url);
      back.searchParams.set('payment_intent', idOf(secret));
      back.searchParams.set('payment_intent_client_secret', secret);
      back.searchParams.set('redirect_status', 'succeeded');
      location.assign(back);
      return new Promise(() => {});
    };

    return {
      elements: (options) => new Elements({ locale, ...options }),
      createPaymentMethod,
      confirmCardPayment,
      confirmPayment,
      retrievePaymentIntent: retrieve,
      handleCardAction: async (secret) => act(secret, await retrieve(secret), true),
      handleNextAction: async ({ clientSecret }) => act(clientSecret, await retrieve(clientSecret), true),
      createToken: async () => ({
        error: { type: 'invalid_request_error', message: 'The sandbox has no tokens; create a payment method.' },
      }),
      registerAppInfo() {},
      _registerWrapper() {},
    };
  }

  Stripe.version = 'sandbox';
  window.Stripe = Stripe;
})();
