;; Exports nothing at all.
(module (func))
