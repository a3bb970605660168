package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.Places;
import io.clew.model.EdgeKind;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code symlinks}: other names of a dataset, such as the table whose files it is.
 *
 * <p>Names are added and never taken back by not being named again: producers tell one table now by
 * its warehouse, now by its metastore. What cannot be another name of it is left out: itself, the
 * whole of a bucket, a folder that it lies in or that lies in it.
 */
final class Symlinks implements Meaning {

    /** Most names: real tables have two or three. */
    private static final int NAMES_MAX = 100;

    @Override
    public void state(Members facet, Subject subject) {
        Optional<DatasetName> dataset = DatasetName.of(subject.node());
        if (dataset.isEmpty()) {
            return;
        }
        Set<DatasetName> names = names(dataset.get(), facet);
        names.stream().limit(NAMES_MAX).forEach(name -> state(dataset.get(), name, subject));
        subject.cut("symlinks", Math.min(names.size(), NAMES_MAX), names.size());
    }

    /** Always from the path to the table, whichever of them carries the facet. */
    private static void state(DatasetName dataset, DatasetName other, Subject subject) {
        if (Places.isPath(dataset) && !Places.isPath(other)) {
            subject.out().nameTable(dataset.urn(), other.urn());
        } else if (Places.isPath(other) && !Places.isPath(dataset)) {
            subject.out().nameTable(other.urn(), dataset.urn());
        } else {
            subject.draw(EdgeKind.SAME_AS, other.urn());
        }
    }

    /** Returns the other names that a facet gives a dataset, canonical, each once. */
    static Set<DatasetName> names(DatasetName dataset, Members facet) {
        Set<DatasetName> names = new LinkedHashSet<>();
        if (Places.isRoot(dataset)) {
            return names;
        }
        for (Members identifier : facet.objects("identifiers")) {
            @Nullable String namespace = identifier.text("namespace");
            @Nullable String name = identifier.text("name");
            if (namespace != null && name != null) {
                DatasetName other = DatasetNames.of(namespace, name);
                if (!other.equals(dataset)
                        && !Places.isRoot(other)
                        && !Places.isWithin(dataset, other)) {
                    names.add(other);
                }
            }
        }
        return names;
    }

    @Override
    public void end(Subject subject) {
        subject.out().drawAll(subject.node(), EdgeKind.SAME_AS, Map.of());
    }
}
