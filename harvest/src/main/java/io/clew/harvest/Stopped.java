package io.clew.harvest;

/** Ends a pass because a person ended the harvest, or another began the same. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Stopped(String why) {
        super(why, null, false, false);
    }
}
