;; Adds the trees' values for rows: QuickScorer (Lucchese et al., SIGIR 2015) with 128-bit masks.
;; leaf-masks.ts lays out the memory and says what is where; addresses and sizes are in bytes.
;; add-leaves.wasm.ts holds this, assembled; after a change run in the repository's root:
;;   npx vitest run --config .ci/vitest.config.ts shared/src/predictor/lightgbm/assembled.test.ts -u
(module
  (import "layout" "memory" (memory 1))
  (import "layout" "columns" (global $columns i32))
  (import "layout" "columnsEnd" (global $columnsEnd i32))
  (import "layout" "masks" (global $masks i32))
  (import "layout" "chunkBytes" (global $chunkBytes i32))
  (import "layout" "masksEnd" (global $masksEnd i32))
  (import "layout" "chunksPerOutput" (global $chunksPerOutput i32))
  (import "layout" "wordBytes" (global $wordBytes i32))
  (import "layout" "leafValues" (global $leafValues i32))
  (import "layout" "rows" (global $rows i32))
  (import "layout" "rowBytes" (global $rowBytes i32))
  (import "layout" "found" (global $found i32))
  (import "layout" "foundBytes" (global $foundBytes i32))
  (import "layout" "live" (global $live i32))
  (import "layout" "scores" (global $scores i32))
  (import "layout" "scoreBytes" (global $scoreBytes i32))

  (func (export "addLeaves") (param $count i32)
    (call $findMasks (local.get $count))
    (call $addChunks (local.get $count)))

  ;; Writes for each row and column where the mask of the value's interval is in a chunk.
  (func $findMasks (param $count i32)
    (local $column i32) (local $columnFound i32) (local $found i32)
    (local $place i32) (local $placesEnd i32) (local $value f64)
    (local $ends i32) (local $endCount i32) (local $firstMask i32)
    (local $power i32) (local $half i32) (local $low i32)
    (local.set $columnFound (global.get $found))
    (local.set $column (global.get $columns))
    (loop $eachColumn
      (local.set $place (i32.add (global.get $rows) (i32.load (local.get $column))))
      (local.set $placesEnd
        (i32.add (local.get $place) (i32.mul (local.get $count) (global.get $rowBytes))))
      (local.set $ends (i32.load offset=4 (local.get $column)))
      (local.set $endCount (i32.load offset=8 (local.get $column)))
      (local.set $firstMask (i32.load offset=12 (local.get $column)))
      ;; The largest power of two of ends that there are.
      (local.set $power
        (i32.shl (i32.const 1) (i32.sub (i32.const 31) (i32.clz (local.get $endCount)))))
      (local.set $found (local.get $columnFound))
      (loop $eachRow
        (local.set $value (f64.load (local.get $place)))
        ;; How many ends the value is beyond, in bytes: a search without branches, as $power - 1
        ;; ends are left after its first step. No end is at least NaN.
        (local.set $low
          (select
            (i32.const 0)
            (i32.shl
              (i32.add (i32.sub (local.get $endCount) (local.get $power)) (i32.const 1))
              (i32.const 3))
            (f64.le
              (local.get $value)
              (f64.load
                (i32.add
                  (local.get $ends)
                  (i32.shl (i32.sub (local.get $power) (i32.const 1)) (i32.const 3)))))))
        (local.set $half (i32.shl (local.get $power) (i32.const 2)))
        (block $found
          (loop $halve
            (br_if $found (i32.lt_u (local.get $half) (i32.const 8)))
            (local.set $low
              (select
                (local.get $low)
                (i32.add (local.get $low) (local.get $half))
                (f64.le
                  (local.get $value)
                  (f64.load
                    (i32.sub
                      (i32.add (i32.add (local.get $ends) (local.get $low)) (local.get $half))
                      (i32.const 8))))))
            (local.set $half (i32.shr_u (local.get $half) (i32.const 1)))
            (br $halve)))
        ;; 8 bytes of an end are 128 of a mask.
        (i32.store
          (local.get $found)
          (i32.add (local.get $firstMask) (i32.shl (local.get $low) (i32.const 4))))
        (local.set $found (i32.add (local.get $found) (global.get $foundBytes)))
        (local.set $place (i32.add (local.get $place) (global.get $rowBytes)))
        (br_if $eachRow (i32.lt_u (local.get $place) (local.get $placesEnd))))
      (local.set $columnFound (i32.add (local.get $columnFound) (i32.const 4)))
      (local.set $column (i32.add (local.get $column) (i32.const 16)))
      (br_if $eachColumn (i32.lt_u (local.get $column) (global.get $columnsEnd)))))

  ;; Chunk by chunk for all rows, so that a chunk's masks stay in the cache.
  (func $addChunks (param $count i32)
    (local $masks i32) (local $chunk i32) (local $leafValues i32)
    (local $found i32) (local $row i32) (local $score i32)
    (local.set $masks (global.get $masks))
    (local.set $leafValues (global.get $leafValues))
    (loop $eachChunk
      (local.set $score
        (i32.add
          (global.get $scores)
          (i32.shl (i32.div_u (local.get $chunk) (global.get $chunksPerOutput)) (i32.const 3))))
      (local.set $found (global.get $found))
      (local.set $row (i32.const 0))
      (loop $eachRow
        (call $cutLeaves (local.get $masks) (local.get $found))
        (f64.store
          (local.get $score)
          (call $addLiveLeaves (f64.load (local.get $score)) (local.get $leafValues)))
        (local.set $found (i32.add (local.get $found) (global.get $foundBytes)))
        (local.set $score (i32.add (local.get $score) (global.get $scoreBytes)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br_if $eachRow (i32.lt_u (local.get $row) (local.get $count))))
      ;; A bit of a mask is a leaf of 8 bytes: 128 × 8 × 8 in a chunk.
      (local.set $leafValues (i32.add (local.get $leafValues) (i32.const 8192)))
      (local.set $chunk (i32.add (local.get $chunk) (i32.const 1)))
      (local.set $masks (i32.add (local.get $masks) (global.get $chunkBytes)))
      (br_if $eachChunk (i32.lt_u (local.get $masks) (global.get $masksEnd)))))

  ;; Leaves set in $live the bits that the masks of all columns have.
  (func $cutLeaves (param $masks i32) (param $found i32)
    (local $foundEnd i32) (local $mask i32)
    (local $0 v128) (local $1 v128) (local $2 v128) (local $3 v128)
    (local $4 v128) (local $5 v128) (local $6 v128) (local $7 v128)
    (local.set $foundEnd (i32.add (local.get $found) (global.get $foundBytes)))
    (local.set $0 (v128.const i64x2 -1 -1))
    (local.set $1 (v128.const i64x2 -1 -1))
    (local.set $2 (v128.const i64x2 -1 -1))
    (local.set $3 (v128.const i64x2 -1 -1))
    (local.set $4 (v128.const i64x2 -1 -1))
    (local.set $5 (v128.const i64x2 -1 -1))
    (local.set $6 (v128.const i64x2 -1 -1))
    (local.set $7 (v128.const i64x2 -1 -1))
    (loop $eachColumn
      (local.set $mask (i32.add (local.get $masks) (i32.load (local.get $found))))
      (local.set $0 (v128.and (local.get $0) (v128.load (local.get $mask))))
      (local.set $1 (v128.and (local.get $1) (v128.load offset=16 (local.get $mask))))
      (local.set $2 (v128.and (local.get $2) (v128.load offset=32 (local.get $mask))))
      (local.set $3 (v128.and (local.get $3) (v128.load offset=48 (local.get $mask))))
      (local.set $4 (v128.and (local.get $4) (v128.load offset=64 (local.get $mask))))
      (local.set $5 (v128.and (local.get $5) (v128.load offset=80 (local.get $mask))))
      (local.set $6 (v128.and (local.get $6) (v128.load offset=96 (local.get $mask))))
      (local.set $7 (v128.and (local.get $7) (v128.load offset=112 (local.get $mask))))
      (local.set $found (i32.add (local.get $found) (i32.const 4)))
      (br_if $eachColumn (i32.lt_u (local.get $found) (local.get $foundEnd))))
    (v128.store (global.get $live) (local.get $0))
    (v128.store offset=16 (global.get $live) (local.get $1))
    (v128.store offset=32 (global.get $live) (local.get $2))
    (v128.store offset=48 (global.get $live) (local.get $3))
    (v128.store offset=64 (global.get $live) (local.get $4))
    (v128.store offset=80 (global.get $live) (local.get $5))
    (v128.store offset=96 (global.get $live) (local.get $6))
    (v128.store offset=112 (global.get $live) (local.get $7)))

  ;; The sum plus each tree's leftmost live leaf, tree by tree. Every tree has one, so the bits of
  ;; the next trees, which 8 bytes may hold as well, do not count.
  (func $addLiveLeaves (param $sum f64) (param $leafValues i32) (result f64)
    (local $word i32) (local $end i32)
    (local.set $word (global.get $live))
    (local.set $end (i32.add (global.get $live) (i32.const 128)))
    (loop $eachTree
      (local.set $sum
        (f64.add
          (local.get $sum)
          (f64.load
            (i32.add
              (local.get $leafValues)
              (i32.shl
                (i32.wrap_i64 (i64.ctz (i64.load align=1 (local.get $word))))
                (i32.const 3))))))
      (local.set $leafValues
        (i32.add (local.get $leafValues) (i32.shl (global.get $wordBytes) (i32.const 6))))
      (local.set $word (i32.add (local.get $word) (global.get $wordBytes)))
      (br_if $eachTree (i32.lt_u (local.get $word) (local.get $end))))
    (local.get $sum)))
