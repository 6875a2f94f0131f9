// The card form of a payment that waits for its payer. Stripe's script, or in the sandbox what
// stands in for it, is asked for only where there is such a form; the card stays inside it.
(() => {
  'use strict';

  const load = (source) => new Promise((resolve, reject) => {
    if (window.Stripe) return resolve(window.Stripe);
    const script = document.createElement('script');
    script.src = source;
    script.onload = () => resolve(window.Stripe);
    script.onerror = reject;
    document.head.append(script);
  });

  const begin = async (form) => {
    form.dataset.begun = 'yes';
    const { script, key, secret, failed } = form.dataset;
    const button = form.querySelector('button');
    const message = form.querySelector('[role=alert]');
    const tell = (text) => { message.textContent = text; };
    const busy = (working) => {
      button.disabled = working;
      button.setAttribute('aria-busy', String(working));
    };
    try {
      const Stripe = await load(script);
      const stripe = Stripe(key, { locale: document.documentElement.lang });
      const { color, fontFamily } = getComputedStyle(form);
      const card = stripe.elements().create('card', { style: { base: { color, fontFamily, fontSize: '16px' } } });
      card.on('ready', () => { button.disabled = false; });
      card.on('change', (event) => tell(event.error ? event.error.message : ''));
      card.mount(form.querySelector('.card-entry'));
      form.addEventListener('submit', async (event) => {
        event.preventDefault();
        busy(true);
        tell('');
        const { error } = await stripe.confirmCardPayment(secret, { payment_method: { card } });
        if (error) {
          tell(error.message);
          busy(false);
        }
      });
    } catch (e) {
      tell(failed);
    }
  };

  const beginAll = () => document.querySelectorAll('form[data-secret]:not([data-begun])').forEach(begin);
  document.addEventListener('htmx:load', beginAll);
  beginAll();
})();
