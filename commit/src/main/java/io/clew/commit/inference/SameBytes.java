package io.clew.commit.inference;

import io.clew.model.Fact;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Infers that two files, or states of datasets, are the same when they are the same bytes: a digest
 * that nobody meets twice by chance, and the size, of bytes so many that they are not equal by
 * accident. Each is joined to the one with the least number; evidence is digest and size.
 *
 * <p>Judged by what each is now: joined from when both are these bytes, until one of them is
 * overwritten; not at all where a digest is taken back. What stands depends on the standing facts
 * alone, not on the order in which they came; of what was overwritten before it was heard of
 * nothing is said. Versions of one dataset are two by their names: the first of them stands for
 * those with the same bytes. What a person took back is not concluded from the same bytes again.
 */
public final class SameBytes implements Rule {

    /** The rule's name in evidence. */
    public static final String NAME = "same-bytes";

    @Override
    public void conclude(News news) {
        Set<Integer> told = new LinkedHashSet<>();
        for (Fact fact : news.facts()) {
            switch (fact) {
                case Fact.AttributeFact word when Contents.isTold(word.node(), word.key()) ->
                        told.add(news.nodeId(word.node()));
                case Fact.AttributeRetraction word when Contents.isTold(word.node(), word.key()) ->
                        told.add(news.nodeId(word.node()));
                default -> {}
            }
        }
        if (!told.isEmpty()) {
            new ByteJudgement(news, told).all();
        }
    }
}
