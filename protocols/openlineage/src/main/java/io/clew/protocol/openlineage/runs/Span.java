package io.clew.protocol.openlineage.runs;

/** Says when something was first and last told, by event time. */
record Span(long firstMillis, long lastMillis) {

    static Span at(long millis) {
        return new Span(millis, millis);
    }

    Span and(long millis) {
        return new Span(Math.min(firstMillis, millis), Math.max(lastMillis, millis));
    }
}
