(module
  (table $handlers (export "handlers") 4 8 funcref))
