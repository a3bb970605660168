package io.clew.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Makes choices that one seed decides. */
final class Chance {
    private final SplittableRandom random;

    /** Makes the choices of one input of a run: each input can be made alone. */
    Chance(long seed, long input) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + input);
    }

    /** Returns a number from 0 up to a bound, which is left out. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Says yes once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    long any() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns a small number, mostly very small. */
    int few(int max) {
        return random.nextInt(1 + random.nextInt(1 + random.nextInt(max)));
    }
}
