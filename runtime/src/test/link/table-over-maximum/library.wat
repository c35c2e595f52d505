(module
  (@dylink.0 (mem-info (memory 0 0) (table 5 0))))
