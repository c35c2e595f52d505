(module
  (import "owner" "handlers" (table 5 8 funcref)))
