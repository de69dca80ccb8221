rule(asks, suited(momentum, I), nobody(I)).
