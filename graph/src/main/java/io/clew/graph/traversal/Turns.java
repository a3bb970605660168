package io.clew.graph.traversal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only a few big questions work at a time, so that small ones of others find a processor free
 * and all answers under way fit into memory.
 *
 * <p>Every question begins at once. One that grew big takes a turn, or waits for one; from then on
 * it lets others run between its steps.
 */
public final class Turns {

    /** How long a big question waits for its turn: as long as the ones before it may take. */
    private static final long WAIT_MILLIS_MAX = 20_000;

    private final Semaphore big;
    private final long waitMillisMax;

    /**
     * Makes turns.
     *
     * @param bigMax most big questions at a time
     * @param waitMillisMax how long one waits before it is refused
     */
    public Turns(int bigMax, long waitMillisMax) {
        this.big = new Semaphore(bigMax, true);
        this.waitMillisMax = waitMillisMax;
    }

    /** Makes turns that leave half of the processors, and one where there are two, to the small. */
    public static Turns ofProcessors() {
        return new Turns(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAIT_MILLIS_MAX);
    }

    /** Begins a question; close it when its answer is made. For one thread. */
    public Turn begin() {
        return new Turn(this);
    }

    /**
     * Begins something else that is as big as a big question, and waits for its turn.
     *
     * @throws ClewException UNAVAILABLE when there are too many before it, or the thread was
     *     interrupted
     */
    public Turn beginBig() {
        Turn turn = begin();
        turn.grow();
        return turn;
    }

    /** Begins a question that no other can hinder. */
    public static Turn alone() {
        return new Turns(1, 0).begin();
    }

    /** Returns how many big questions wait for their turn. */
    public int waiting() {
        return big.getQueueLength();
    }

    /** Returns how many more big questions could work now. */
    public int free() {
        return big.availablePermits();
    }

    /** One question's share of the processors. */
    public static final class Turn implements AutoCloseable {
        private final Turns turns;
        private boolean isBig;

        private Turn(Turns turns) {
            this.turns = turns;
        }

        /**
         * Notes that the question grew big, and waits for its turn.
         *
         * @return how many nanoseconds it waited
         * @throws ClewException UNAVAILABLE when there are too many before it, or the thread was
         *     interrupted
         */
        public long grow() {
            if (isBig) {
                return 0;
            }
            long before = System.nanoTime();
            try {
                if (!turns.big.tryAcquire(turns.waitMillisMax, TimeUnit.MILLISECONDS)) {
                    throw new ClewException(
                            ErrorCode.UNAVAILABLE,
                            "Too many big questions are asked at once; ask again later, or for less"
                                    + " (depth, kind, edge).");
                }
            } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
                throw Meter.cancelled();
            }
            isBig = true;
            return System.nanoTime() - before;
        }

        /** Lets others run if the question is big: a virtual thread is never made to. */
        void breathe() {
            if (isBig) {
                Thread.yield();
            }
        }

        @Override
        public void close() {
            if (isBig) {
                isBig = false;
                turns.big.release();
            }
        }
    }
}
