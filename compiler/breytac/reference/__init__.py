"""Tables of the fields that flows may hold, made from the contracts that lint and the runtime read."""
