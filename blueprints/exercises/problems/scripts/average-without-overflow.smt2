; Two bytes for which the average without overflow is not the average: there are none.
(set-logic QF_BV)
(declare-const x (_ BitVec 8))
(declare-const y (_ BitVec 8))
(define-fun average () (_ BitVec 8) (bvadd (bvand x y) (bvlshr (bvxor x y) #x01)))
(define-fun nine ((b (_ BitVec 8))) (_ BitVec 9) ((_ zero_extend 1) b))
(assert (distinct (nine average) (bvlshr (bvadd (nine x) (nine y)) #b000000001)))
(check-sat)
