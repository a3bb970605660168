package io.clew.commit.inference;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.Partitions;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers that a dataset whose path ends in {@code key=value} folders is part of the table whose
 * path comes before them, when a write first names it. Evidence is the end of the path.
 */
public final class PartOfTable implements Rule {

    /** The rule's name in evidence. */
    public static final String NAME = "partition-path";

    @Override
    public void conclude(News news) {
        Set<Urn> seen = new HashSet<>();
        for (Fact fact : news.facts()) {
            if (fact instanceof Fact.EdgeFact edge) {
                part(news, edge.from(), edge, seen);
                part(news, edge.to(), edge, seen);
            } else if (fact instanceof Fact.AttributeFact attribute) {
                part(news, attribute.node(), attribute, seen);
            }
        }
    }

    /** Returns the table that a dataset is a partition of. */
    static Optional<Partitions.Partition> of(Urn dataset) {
        return DatasetName.of(dataset).flatMap(Partitions::of);
    }

    private static void part(News news, Urn node, Fact fact, Set<Urn> seen) {
        if (!RunUses.isDataset(node)) {
            return;
        }
        Urn dataset = RunUses.datasetOf(node);
        if (seen.add(dataset) && news.isNew(news.nodeId(dataset))) {
            of(dataset)
                    .ifPresent(
                            partition ->
                                    news.add(
                                            new Fact.EdgeFact(
                                                    dataset,
                                                    EdgeKind.PART_OF,
                                                    partition.table().urn(),
                                                    Assertion.INFERRED,
                                                    fact.at(),
                                                    Asserter.CLEW,
                                                    Map.of(),
                                                    new Inference(
                                                            NAME,
                                                            List.of("path=" + partition.tail())))));
        }
    }
}
