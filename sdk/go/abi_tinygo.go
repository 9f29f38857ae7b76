//go:build tinygo

package jobicolet

import "unsafe"

// event is what the host calls: the data lie in memory that it took by malloc, which TinyGo exports by itself.
//
//export event
func event(result *[2]uint64, data *byte, length uint32) {
	code, text := Run(unsafe.Slice(data, length))
	answer = string(text)
	result[0] = code
	result[1] = uint64(at(answer))<<32 | uint64(size(answer))
}

// answer keeps the result from being collected until the host has read it.
var answer string

//go:wasmimport env log
func envLog(level, text, length uint32)

//go:wasmimport jobico answer
func jobicoAnswer(to, length uint32) int32

//go:wasmimport jobico config_get
func jobicoConfigGet(name, length uint32) int32

//go:wasmimport jobico secret_get
func jobicoSecretGet(name, length uint32) int32

//go:wasmimport jobico value_get
func jobicoValueGet(key, length uint32) int32

//go:wasmimport jobico value_set
func jobicoValueSet(key, length, value, size uint32) int32

//go:wasmimport jobico value_remove
func jobicoValueRemove(key, length uint32) int32

//go:wasmimport jobico value_keys
func jobicoValueKeys(prefix, length, max uint32) int32

//go:wasmimport jobico publish
func jobicoPublish(event, length, data, size uint32) int32

//go:wasmimport jobico http_send
func jobicoHTTPSend(head, length, body, size uint32) int32

//go:wasmimport jobico http_body
func jobicoHTTPBody() int32

func logLine(level uint32, text string) { envLog(level, at(text), size(text)) }

func configGet(name string) int32 { return jobicoConfigGet(at(name), size(name)) }

func secretGet(name string) int32 { return jobicoSecretGet(at(name), size(name)) }

func valueGet(key string) int32 { return jobicoValueGet(at(key), size(key)) }

func valueSet(key, value string) int32 {
	return jobicoValueSet(at(key), size(key), at(value), size(value))
}

func valueRemove(key string) int32 { return jobicoValueRemove(at(key), size(key)) }

func valueKeys(prefix string, max uint32) int32 {
	return jobicoValueKeys(at(prefix), size(prefix), max)
}

func publish(event, data string) int32 {
	return jobicoPublish(at(event), size(event), at(data), size(data))
}

func httpSend(head, body string) int32 {
	return jobicoHTTPSend(at(head), size(head), at(body), size(body))
}

func httpBody() int32 { return jobicoHTTPBody() }

// answerText copies the last answer, of which the host knows the length.
func answerText() string {
	length := jobicoAnswer(0, 0)
	if length <= 0 {
		return ""
	}
	text := make([]byte, length)
	jobicoAnswer(uint32(uintptr(unsafe.Pointer(&text[0]))), uint32(length))
	return string(text)
}

// at is where a text lies. Nothing moves in TinyGo, and the text is in use until the host has answered.
func at(text string) uint32 {
	return *(*uint32)(unsafe.Pointer(&text))
}

func size(text string) uint32 { return uint32(len(text)) }
