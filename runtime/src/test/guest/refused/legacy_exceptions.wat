(module (tag $t) (func (export "f") try (throw $t) catch $t end))
