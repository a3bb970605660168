package io.clew.protocol.mlflow.runs;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up names for runs whose client gave none: easier to say than an id. */
public final class RunNames {
    private static final List<String> QUALITIES =
            List.of(
                    "amber", "ancient", "brisk", "calm", "candid", "clear", "clever", "coastal",
                    "curious", "daring", "deft", "eager", "early", "fair", "gentle", "golden",
                    "hidden", "honest", "keen", "lively", "lucid", "mellow", "nimble", "patient",
                    "plain", "quiet", "rapid", "silver", "sturdy", "vivid", "wary", "wise");
    private static final List<String> THINGS =
            List.of(
                    "anchor", "badger", "beacon", "birch", "bobbin", "canyon", "cedar", "comet",
                    "crane", "delta", "falcon", "fjord", "garnet", "harbor", "heron", "island",
                    "juniper", "kestrel", "lantern", "maple", "meadow", "otter", "pebble", "quarry",
                    "raven", "river", "spindle", "summit", "thread", "tide", "willow", "wren");
    private static final int NUMBERS = 1000;

    private RunNames() {}

    /** Returns a name such as {@code calm-otter-417}; two may be the same. */
    public static String next(RandomGenerator random) {
        return QUALITIES.get(random.nextInt(QUALITIES.size()))
                + "-"
                + THINGS.get(random.nextInt(THINGS.size()))
                + "-"
                + random.nextInt(NUMBERS);
    }
}
