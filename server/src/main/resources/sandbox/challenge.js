// The page of the sandbox's 3-D Secure challenge. The payment's secret stands behind the #, which
// browsers send nowhere; whoever opened the page is told how it ended.
(() => {
  'use strict';

  const secret = location.hash.slice(1);
  const intent = '/sandbox/stripe/v1/payment_intents/' + encodeURIComponent(secret.split('_secret_')[0]);
  const element = (id) => document.getElementById(id);

  const FRENCH = {
    'Sandbox Bank': 'Banque de test',
    'Is this you?': 'Est-ce bien vous ?',
    'This is a test: no bank is asked, and no money moves.':
      'Ceci est un test : aucune banque n’est interrogée, aucun argent ne bouge.',
    'Complete authentication': 'Confirmer l’authentification',
    'Fail authentication': 'Faire échouer l’authentification',
    'Close without an answer': 'Fermer sans répondre',
    'This payment does not wait for you.': 'Ce paiement ne vous attend pas.',
    'The sandbox cannot be reached.': 'Le mode test est injoignable.',
  };
  const wanted = new URLSearchParams(location.search).get('lang') || navigator.language;
  const language = wanted.split('-')[0] === 'fr' ? 'fr' : 'en';
  const say = (text) => (language === 'fr' && FRENCH[text]) || text;

  document.documentElement.lang = language;
  document.querySelectorAll('.bank, h1, .note, button').forEach((node) => {
    node.textContent = say(node.textContent);
  });

  const tell = (outcome) => {
    const opener = window.parent === window ? window.opener : window.parent;
    if (opener) opener.postMessage({ source: 'sandbox-3ds', outcome }, '*');
  };

  const problem = (text) => {
    element('problem').textContent = say(text);
  };

  const enable = (enabled) => {
    element('complete').disabled = !enabled;
    element('fail').disabled = !enabled;
  };

  const show = async () => {
    const answer = await fetch(intent + '?client_secret=' + encodeURIComponent(secret));
    const body = await answer.json();
    if (!answer.ok) return problem(body.error.message);
    const currency = body.currency.toUpperCase();
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const decimals = format.resolvedOptions().maximumFractionDigits;
    element('amount').textContent = format.format(body.amount / 10 ** decimals);
    if (body.status !== 'requires_action') return problem('This payment does not wait for you.');
    enable(true);
  };

  const decide = async (outcome) => {
    enable(false);
    await fetch(intent + '/confirm', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ client_secret: secret, outcome }),
    });
    tell(outcome);
    problem('');
  };

  const safely = (action) => action().catch(() => {
    problem('The sandbox cannot be reached.');
    enable(true);
  });

  element('complete').addEventListener('click', () => safely(() => decide('complete')));
  element('fail').addEventListener('click', () => safely(() => decide('fail')));
  element('close').addEventListener('click', () => tell('close'));
  safely(show);
})();
