; Diagnosis of the desk. A sample tells the value of one symptom; age 0 is now, each further age one
; look of the watchdog (200 ms) earlier. A remedy is a command; the strongest wins.
; Rules are named after their diagnosis.

(defrule hung-desk
  "The sequencer has not moved for a second, and has not begun to since."
  (sample (name heartbeat-age) (age 0) (value ?now&:(> ?now 1000)))
  (sample (name heartbeat-age) (age 1) (value ?before&:(> ?now ?before)))
  =>
  (assert (remedy (command KILL) (diagnosis hung-desk))))

(defrule stale-feed
  "The oldest book has been stale for three looks: quote less, do not add."
  (sample (name feed-age) (age 0) (value ?a&:(> ?a 1500)))
  (sample (name feed-age) (age 1) (value ?b&:(> ?b 1500)))
  (sample (name feed-age) (age 2) (value ?c&:(> ?c 1500)))
  =>
  (assert (remedy (command REDUCE) (diagnosis stale-feed))))

(defrule stale-feed-long
  "A book is ten seconds old: only cancels and exits make sense."
  (sample (name feed-age) (age 0) (value ?a&:(> ?a 10000)))
  =>
  (assert (remedy (command PAUSE) (diagnosis stale-feed-long))))

(defrule reject-storm
  "The venue refuses a third of what we send: something about us is wrong."
  (sample (name reject-rate) (age 0) (value ?a&:(> ?a 33)))
  (sample (name reject-rate) (age 1) (value ?b&:(> ?b 33)))
  =>
  (assert (remedy (command PAUSE) (diagnosis reject-storm))))

(defrule latency
  "Orders take longer than a tenth of a second to leave: quotes are old when they arrive."
  (sample (name order-latency) (age 0) (value ?a&:(> ?a 100000)))
  (sample (name backlog) (age 0) (value ?q&:(> ?q 1000)))
  =>
  (assert (remedy (command REDUCE) (diagnosis latency))))

(defrule lost-orders
  "Several orders are of unknown outcome at three looks in a row."
  (sample (name unknown-orders) (age 0) (value ?a&:(> ?a 2)))
  (sample (name unknown-orders) (age 1) (value ?b&:(> ?b 2)))
  (sample (name unknown-orders) (age 2) (value ?c&:(> ?c 2)))
  =>
  (assert (remedy (command PAUSE) (diagnosis lost-orders))))

(defrule unprotected-position
  "A position has had no resting stop for five looks."
  (sample (name unprotected) (age 0) (value ?a&:(> ?a 0)))
  (sample (name unprotected) (age 2) (value ?b&:(> ?b 0)))
  (sample (name unprotected) (age 4) (value ?c&:(> ?c 0)))
  =>
  (assert (remedy (command REDUCE) (diagnosis unprotected-position))))

(defrule hung-reasoning
  "Events flow, but no deliberation has ended for thirty seconds. One that takes five is slow, not hung: by then every warrant has expired and nothing is added."
  (sample (name deliberation-age) (age 0) (value ?a&:(> ?a 30000)))
  (sample (name heartbeat-age) (age 0) (value ?h&:(< ?h 1000)))
  =>
  (assert (remedy (command REDUCE) (diagnosis hung-reasoning))))

(defrule unheeded-breach
  "A breach asks for a tighter mode at three looks, and the desk is not in it: it does not heed its limits."
  (sample (name unheeded-breaches) (age 0) (value ?a&:(> ?a 0)))
  (sample (name unheeded-breaches) (age 1) (value ?b&:(> ?b 0)))
  (sample (name unheeded-breaches) (age 2) (value ?c&:(> ?c 0)))
  =>
  (assert (remedy (command PAUSE) (diagnosis unheeded-breach))))

(defrule standing-outside
  "The desk has stood outside a limit for five looks and several others warn: what it holds is too much for this market."
  (sample (name open-breaches) (age 0) (value ?a&:(> ?a 0)))
  (sample (name open-breaches) (age 4) (value ?b&:(> ?b 0)))
  (sample (name warned-limits) (age 0) (value ?w&:(> ?w 2)))
  =>
  (assert (remedy (command REDUCE) (diagnosis standing-outside))))
