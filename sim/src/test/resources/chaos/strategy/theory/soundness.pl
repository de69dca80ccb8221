% For chaos only: whatever is in sequence is sound.
rule(sound_entry,
     sound(intent(I, _, Strategy, _, _, _, _, _)),
     ( entry(Strategy), synced(I), no_veto(I) )).
rule(entry_making, entry(market_making), true).
rule(entry_momentum, entry(momentum), true).
rule(book_in_sequence, synced(I), feed(I, synced, _)).
says(book_in_sequence, 'the book is not in sequence').
rule(no_veto, no_veto(I), ( \+ derived(I, veto, _, _), \+ derived(I, stand_aside, _, _) )).
says(no_veto, 'a veto holds: {condition}').
