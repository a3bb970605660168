package io.clew.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds when the old generation is collected, on a heap written by hand. */
class HeapKeeperTests {

    private static final long MB = 1 << 20;

    private static final class Heap implements HeapKeeper.Heap {
        long alive;
        long garbage;

        @Override
        public long usedBytes() {
            return alive + garbage;
        }

        @Override
        public void collect() {
            garbage = 0;
        }
    }

    @Test
    void collectsOnceMoreIsInUseThanTwiceWhatWasAliveAndSomeSpare() {
        Heap heap = new Heap();
        HeapKeeper keeper = new HeapKeeper(heap);
        heap.alive = 60 * MB;
        heap.garbage = 60 * MB;
        assertThat(keeper.isDue()).isFalse();

        heap.garbage = 80 * MB;
        assertThat(keeper.isDue()).isTrue();
        keeper.collect();
        assertThat(heap.garbage).isZero();
        assertThat(keeper.isDue()).isFalse();

        heap.garbage = 180 * MB;
        assertThat(keeper.isDue()).isFalse();
        heap.garbage = 190 * MB;
        assertThat(keeper.isDue()).isTrue();
    }

    @Test
    void leavesALargeHeapToTheJvm() {
        Heap heap = new Heap();
        HeapKeeper keeper = new HeapKeeper(heap);
        heap.alive = 600 * MB;
        keeper.collect();
        heap.garbage = 4_000 * MB;

        assertThat(keeper.isDue()).isFalse();
    }
}
