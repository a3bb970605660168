package io.clew.graph;

import java.util.Arrays;

/** Holds a block of stamps: the newest one open, all before it packed. */
sealed interface StampBlock {

    /** Stamps of a block: enough that the few words of its own weigh little. */
    int SIZE = 1 << 10;

    int position(int index);

    long atMillis(int index);

    int voice(int index);

    long bytes();

    /** Holds the newest stamps as they come. */
    final class Open implements StampBlock {
        private final long[] positions = new long[SIZE];
        private final long[] millis = new long[SIZE];
        private final long[] voices = new long[SIZE];

        void set(int index, int position, long atMillis, int voice) {
            positions[index] = position;
            millis[index] = atMillis;
            voices[index] = voice;
        }

        @Override
        public int position(int index) {
            return (int) positions[index];
        }

        @Override
        public long atMillis(int index) {
            return millis[index];
        }

        @Override
        public int voice(int index) {
            return (int) voices[index];
        }

        /** Packs the first stamps. */
        Packed packed(int count) {
            return new Packed(
                    PackedInts.of(positions, count),
                    PackedInts.of(millis, count),
                    PackedInts.of(voices, count));
        }

        @Override
        public long bytes() {
            return 3L * Long.BYTES * SIZE;
        }

        long latestMillis() {
            return Arrays.stream(millis).max().orElseThrow();
        }
    }

    /** Holds a full block. */
    record Packed(PackedInts positions, PackedInts millis, PackedInts voices)
            implements StampBlock {
        @Override
        public int position(int index) {
            return (int) positions.get(index);
        }

        @Override
        public long atMillis(int index) {
            return millis.get(index);
        }

        @Override
        public int voice(int index) {
            return (int) voices.get(index);
        }

        @Override
        public long bytes() {
            return (long) positions.data().length + millis.data().length + voices.data().length;
        }
    }
}
