package io.clew.model;

/**
 * Names who asserts a fact and through what; facts of different asserters stand side by side.
 *
 * @param agent the agent's URN, authenticated, mapped or claimed
 * @param protocol the system it spoke through, such as {@code mlflow}, or {@code clew}
 */
public record Asserter(Urn agent, String protocol) {

    /** Clew's own rules: the asserter of every inferred fact. */
    public static final Asserter CLEW =
            new Asserter(Urn.of(NodeKind.AGENT, "service", "clew"), "clew");

    /** Names a caller that gave no name, or only an unchecked one. */
    public static Asserter claimed(String protocol, String name) {
        return new Asserter(Urn.of(NodeKind.AGENT, "claimed", protocol, name), protocol);
    }
}
