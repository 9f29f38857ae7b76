// Welcomes a new customer, and tells a returning one from the tenant's store.
package main

import (
	"encoding/json"
	"strconv"

	"jobicolet"
)

type signIn struct {
	Customer string `json:"customer"`
	Name     string `json:"name"`
}

type welcome struct {
	Customer string `json:"customer"`
	Text     string `json:"text"`
	Visits   int    `json:"visits"`
}

func init() { jobicolet.Handle(greet) }

func main() {}

func greet(event []byte) ([]byte, error) {
	var who signIn
	if err := json.Unmarshal(event, &who); err != nil {
		return nil, err
	}
	if who.Name == "" {
		return nil, jobicolet.Fail(2, "customer %s has no name", who.Customer)
	}
	visits, err := count("visits/" + who.Customer)
	if err != nil {
		return nil, err
	}
	text := "Welcome, " + who.Name + "!"
	if visits > 1 {
		text = "Welcome back, " + who.Name + "!"
	}
	jobicolet.Info("%s: visit %d", who.Customer, visits)
	return json.Marshal(welcome{who.Customer, text, visits})
}

// count adds one to what the store has under the key. Two runs at once may both read the same number: a greeting does
// not mind.
func count(key string) (int, error) {
	text, _, err := jobicolet.Value(key)
	if err != nil {
		return 0, err
	}
	// Nothing there is no number, and none so far.
	before, _ := strconv.Atoi(text)
	return before + 1, jobicolet.SetValue(key, strconv.Itoa(before+1))
}
