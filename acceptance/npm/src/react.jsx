// The same in React, with @stripe/react-stripe-js as it comes from npm: a CardElement, or with
// ?element=payment a PaymentElement.
import { CardElement, Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const secret = location.hash.slice(1);
const byPaymentElement = new URLSearchParams(location.search).get('element') === 'payment';
const stripePromise = loadStripe('pk_sandbox_of_a_shop');

function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [result, setResult] = useState('');

  const pay = async (event) => {
    event.preventDefault();
    const { error, paymentIntent } = byPaymentElement
      ? await stripe.confirmPayment({ elements, redirect: 'if_required' })
      : await stripe.confirmCardPayment(secret, {
        payment_method: { card: elements.getElement(CardElement) },
      });
    setResult(error
      ? `refused: ${error.code} ${error.decline_code || ''}`.trim()
      : `paid: ${paymentIntent.status}`);
  };

  return (
    <form onSubmit={pay}>
      {byPaymentElement ? <PaymentElement /> : <CardElement />}
      <button disabled={!stripe}>Pay</button>
      <p id="result">{result}</p>
    </form>
  );
}

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <Elements stripe={stripePromise} options={byPaymentElement ? { clientSecret: secret } : {}}>
      <Checkout />
    </Elements>
  </StrictMode>,
);
