// A shop's page as Stripe's documentation writes it, with @stripe/stripe-js as it comes from npm.
import { loadStripe } from '@stripe/stripe-js';

const secret = location.hash.slice(1);
const stripe = await loadStripe('pk_sandbox_of_a_shop');
const card = stripe.elements().create('card');
card.mount('#card');
card.on('ready', () => { document.querySelector('#pay').disabled = false; });

document.querySelector('#pay').addEventListener('click', async () => {
  const { error, paymentIntent } = await stripe.confirmCardPayment(secret, {
    payment_method: { card, billing_details: { name: 'Ma Hawa' } },
  });
  document.querySelector('#result').textContent = error
    ? `refused: ${error.code} ${error.decline_code || ''}`.trim()
    : `paid: ${paymentIntent.status}`;
});
