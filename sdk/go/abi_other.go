//go:build !tinygo

package jobicolet

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

// TestHost stands in for the host where a program is not built by TinyGo, which is where its tests run.
type TestHost struct {
	Env, Secrets, Values map[string]string
	// Published are the events, each with its data.
	Published [][2]string
	// Serve answers requests; nil refuses them.
	Serve func(Request) (Response, error)
	// Lines are the log lines.
	Lines []string
}

// Testing makes a new TestHost the one that is asked from now on.
func Testing() *TestHost {
	host = &TestHost{Env: map[string]string{}, Secrets: map[string]string{}, Values: map[string]string{}}
	return host
}

var (
	host       *TestHost
	lastAnswer string
	lastBody   []byte
)

func init() { Testing() }

func logLine(level uint32, text string) {
	host.Lines = append(host.Lines, text)
	fmt.Fprintln(os.Stderr, text)
}

func configGet(name string) int32 { return found(host.Env, name, absent) }

func secretGet(name string) int32 { return found(host.Secrets, name, int32(NotGranted)) }

func valueGet(key string) int32 { return found(host.Values, key, absent) }

func valueSet(key, value string) int32 {
	host.Values[key] = value
	return answers("")
}

func valueRemove(key string) int32 {
	delete(host.Values, key)
	return answers("")
}

func valueKeys(prefix string, max uint32) int32 {
	keys := []string{}
	for key := range host.Values {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	if uint32(len(keys)) > max {
		keys = keys[:max]
	}
	return answersJSON(keys)
}

func publish(event, data string) int32 {
	host.Published = append(host.Published, [2]string{event, data})
	return answers("")
}

func httpSend(head, body string) int32 {
	if host.Serve == nil {
		return refuses(NotGranted, "the test serves no requests")
	}
	var asked requestHead
	if err := json.Unmarshal([]byte(head), &asked); err != nil {
		return refuses(Invalid, err.Error())
	}
	response, err := host.Serve(Request{Method: asked.Method, URL: asked.URL, Headers: asked.Headers, Body: []byte(body)})
	if err != nil {
		return refuses(Failed, err.Error())
	}
	lastBody = response.Body
	return answersJSON(responseHead{response.Status, response.Headers})
}

func httpBody() int32 { return answers(string(lastBody)) }

func answerText() string { return lastAnswer }

func found(values map[string]string, name string, otherwise int32) int32 {
	value, is := values[name]
	if !is {
		return refuses(Kind(otherwise), "there is no '"+name+"'")
	}
	return answers(value)
}

func answersJSON(value any) int32 {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return answers(string(text))
}

func answers(text string) int32 {
	lastAnswer = text
	return int32(len(text))
}

func refuses(kind Kind, message string) int32 {
	lastAnswer = message
	return int32(kind)
}
