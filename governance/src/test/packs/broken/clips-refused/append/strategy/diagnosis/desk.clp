
(defrule slow-venue
  "A slot that samples do not have: the fence knows the word, CLIPS knows where it belongs."
  (sample (name ack-time) (diagnosis slow))
  =>
  (assert (remedy (command REDUCE) (diagnosis slow-venue))))
