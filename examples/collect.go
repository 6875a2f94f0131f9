// Collects an invoice and an order with the standard library alone. These are the steps of the Dollr guide
// "Collect with Go"; what the guide leaves out is filled in.
//
//	DOLLR_BASE_URL=... DOLLR_CLIENT_ID=... DOLLR_CLIENT_SECRET=... go run examples/collect.go
//
// It exits with 0 only when both payments are COMPLETED, and invoice and order PAID.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

var baseURL = os.Getenv("DOLLR_BASE_URL")

// Client and token

func obtainToken() (string, error) {
	body, _ := json.Marshal(map[string]string{
		"client_id":     os.Getenv("DOLLR_CLIENT_ID"),
		"client_secret": os.Getenv("DOLLR_CLIENT_SECRET"),
	})
	req, _ := http.NewRequest(http.MethodPost, baseURL+"/v1/jwt/client/obtain/token", bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	out, err := decode(res, err)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(out["access_token"]), nil
}

// POST helper

func dollrPost(path, token string, payload any) (map[string]any, error) {
	b, _ := json.Marshal(payload)
	req, _ := http.NewRequest(http.MethodPost, baseURL+path, bytes.NewReader(b))
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	return decode(res, err)
}

// dollrCall is the helper for what is no POST: publishing and looking.
func dollrCall(method, path, token string) (map[string]any, error) {
	req, _ := http.NewRequest(method, baseURL+path, nil)
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	return decode(res, err)
}

func decode(res *http.Response, err error) (map[string]any, error) {
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		problem, _ := io.ReadAll(io.LimitReader(res.Body, 4096))
		return nil, fmt.Errorf("%s %s: %d %s", res.Request.Method, res.Request.URL.Path, res.StatusCode, problem)
	}
	var out map[string]any
	decoder := json.NewDecoder(res.Body)
	decoder.UseNumber() // ids stay as they are, not as floating point
	return out, decoder.Decode(&out)
}

// uuid stands in for github.com/google/uuid, so that the guide's line below can stay as it is.
var uuid uuids

type uuids struct{}

type uuidV4 [16]byte

func (uuids) New() (id uuidV4) {
	if _, err := rand.Read(id[:]); err != nil {
		panic(err)
	}
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

func (id uuidV4) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

func main() {
	if err := collectBoth(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func collectBoth() error {
	http.DefaultClient.Timeout = 20 * time.Second
	token, err := obtainToken()
	if err != nil {
		return err
	}
	if err := collect(token, "invoices", "INVOICE"); err != nil {
		return err
	}
	return collect(token, "orders", "ORDER")
}

func collect(token, documents, sourceType string) error {
	// Chain: parties → counterparties → invoices or orders → items → publish.

	party, err := dollrPost("/v1/parties/create", token, map[string]any{
		"fullname": "Comfort Doe", "phone": "231771234567", "country_code": "LR",
	})
	if err != nil {
		return err
	}
	counterparty, err := dollrPost("/v1/counterparties/create", token, map[string]any{
		"relationship_type": "CUSTOMER", "party_id": party["id"],
	})
	if err != nil {
		return err
	}
	document, err := dollrPost("/v1/"+documents+"/create", token, map[string]any{
		"counterparty_id": counterparty["id"], "currency": "USD", "note": "Consulting",
		"fee_bearer": "PAYER", "as_payment_link": false,
	})
	if err != nil {
		return err
	}
	_, err = dollrPost(fmt.Sprintf("/v1/%s/%v/items/add", documents, document["id"]), token, map[string]any{
		"name": "Consulting", "currency": "USD", "qty": 1, "amount": 250.00,
	})
	if err != nil {
		return err
	}
	_, err = dollrCall(http.MethodPut, fmt.Sprintf("/v1/%s/publish/%v", documents, document["id"]), token)
	if err != nil {
		return err
	}
	fmt.Println("party", party["id"], "counterparty", counterparty["id"], documents, document["id"])

	account, err := dollrPost("/v1/payment-accounts/create?operation_type=COLLECTION", token, map[string]any{
		"account_name": "Comfort Doe", "provider": "PAWAPAY", "method": "ORANGE_MONEY_LBR",
		"party_id": party["id"], "insensitive_account_number": "231771234567",
	})
	if err != nil {
		return err
	}
	session, err := dollrPost("/v1/sessions/checkout", token, map[string]any{
		"source_id": document["id"], "source_type": sourceType,
	})
	if err != nil {
		return err
	}
	paymentAccountID := fmt.Sprint(account["id"])
	sessionID := fmt.Sprint(session["id"])
	fmt.Println("payment account", paymentAccountID, "session", sessionID)

	// Execute with idempotency key

	referenceID := uuid.New().String()
	fmt.Println("reference", referenceID)
	_, err = dollrPost("/v1/executions/collection", token, map[string]string{
		"session_id":         sessionID,
		"payment_account_id": paymentAccountID,
		"currency":           "USD",
		"reference_id":       referenceID,
	})
	if err != nil {
		return err
	}

	// Poll status

	status := ""
	for i := 0; i < 60 && status != "COMPLETED" && status != "FAILED"; i++ {
		if i > 0 {
			time.Sleep(time.Second)
		}
		req, _ := http.NewRequest(http.MethodGet, baseURL+"/v1/status/collection/"+referenceID, nil)
		req.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(req)
		out, err := decode(res, err)
		if err != nil {
			return err
		}
		status = fmt.Sprint(out["status"])
	}
	source, err := dollrCall(http.MethodGet, fmt.Sprintf("/v1/status/source?source_type=%s&source_id=%v", sourceType, document["id"]), token)
	if err != nil {
		return err
	}
	fmt.Println("payment", status, documents, source["status"])
	if status != "COMPLETED" || source["status"] != "PAID" {
		return fmt.Errorf("it is not paid")
	}
	return nil
}
