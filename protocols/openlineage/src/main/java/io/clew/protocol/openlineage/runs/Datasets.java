package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;

/** Names the datasets of events. */
public final class Datasets {
    private Datasets() {}

    /** Names a dataset of an event, by its canonical name. */
    public static Urn urn(DatasetRef ref) {
        return DatasetNames.of(ref.namespace(), ref.name()).urn();
    }
}
