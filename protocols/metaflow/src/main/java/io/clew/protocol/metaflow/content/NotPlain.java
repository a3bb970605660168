package io.clew.protocol.metaflow.content;

/** Says why a pickle is not read: it holds, or says, more than plain values. */
public final class NotPlain extends Exception {
    public NotPlain(String why) {
        super(why);
    }
}
