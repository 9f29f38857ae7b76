;; Fits no ABI: it exports nothing that could be called.
(module (memory 1) (func (export "run")))
