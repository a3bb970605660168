package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;

/** Names the datasets of events, by their canonical names. */
public final class Datasets {

    /** Names that are remembered, of some hundred bytes. */
    private static final int REMEMBERED_MAX = 10_000;

    /** Longest names that are remembered. */
    private static final int REMEMBERED_CHARS_MAX = 300;

    private static final Recent<Sent, Named> RECENT =
            new Recent<>(REMEMBERED_MAX, Datasets::canonical);

    private record Sent(String namespace, String name) {}

    private record Named(DatasetName name, Urn urn) {}

    private Datasets() {}

    /** Names a dataset of an event. */
    public static DatasetName name(DatasetRef ref) {
        return named(ref).name();
    }

    /** Names a dataset of an event. */
    public static Urn urn(DatasetRef ref) {
        return named(ref).urn();
    }

    private static Named named(DatasetRef ref) {
        Sent sent = new Sent(ref.namespace(), ref.name());
        return sent.namespace().length() + sent.name().length() > REMEMBERED_CHARS_MAX
                ? canonical(sent)
                : RECENT.of(sent);
    }

    private static Named canonical(Sent sent) {
        DatasetName name = DatasetNames.of(sent.namespace(), sent.name());
        return new Named(name, name.urn());
    }
}
