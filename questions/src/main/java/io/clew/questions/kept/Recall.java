package io.clew.questions.kept;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Makes memories of nodes and edges, and has them forget what each entry of the log changes.
 *
 * <p>It must be told each entry <em>before</em> the graph is: then whoever sees the graph at a
 * position finds nothing here that was changed up to it. What is read at one position is kept only
 * when nothing touched it meanwhile, so an answer shows what was known at its own position, whoever
 * writes and however late this server hears of it.
 *
 * <p>A node is touched by what is said of it (its attributes, the edges from it) and by every
 * same-as edge of the things that it is the same as; an edge by what is said of it.
 */
public final class Recall implements Consumer<LogEntry> {

    /** A larger set of names of one thing is not walked on the writer's thread. */
    private static final int CLASS_NODES_MAX = 1000;

    private final GraphIndex graph;
    private final long bytesMax;
    private final List<Kept<?>> all = new CopyOnWriteArrayList<>();

    /**
     * Remembers what is read from now on.
     *
     * @param graph as it is at the start; told each entry after this
     * @param bytesMax about as many bytes as all memories may take together
     */
    public Recall(GraphIndex graph, long bytesMax) {
        this.graph = graph;
        this.bytesMax = bytesMax;
    }

    /** Remembers nothing, so need not be told anything. */
    public static Recall nothing(GraphIndex graph) {
        return new Recall(graph, 0);
    }

    /**
     * Makes a memory.
     *
     * @param percent its part of the bytes
     * @param bytesOf how many bytes a value takes
     */
    public <V> Kept<V> memory(int percent, ToLongFunction<V> bytesOf) {
        Kept<V> kept = new Kept<>(bytesMax / 100 * percent, bytesOf, graph.position());
        all.add(kept);
        return kept;
    }

    /** Forgets what an entry changes. */
    @Override
    public void accept(LogEntry entry) {
        int position = Math.toIntExact(entry.position());
        try {
            for (LogRecord record : entry.records()) {
                forget(record, position);
            }
        } catch (RuntimeException unforeseen) {
            forgetAll(position);
            throw unforeseen;
        }
    }

    private void forget(LogRecord record, int position) {
        switch (record) {
            // A page of an older position must not leave here that nobody had spoken of it.
            case LogRecord.NodeAdded added -> forget(added.id(), position);
            case LogRecord.AttributeAsserted said -> forget(said.node(), position);
            case LogRecord.AttributeRetracted taken -> forget(taken.node(), position);
            case LogRecord.EdgeAsserted said ->
                    forget(said.from(), said.fact().kind(), said.to(), position);
            case LogRecord.EdgeRetracted taken ->
                    forget(taken.from(), taken.fact().kind(), taken.to(), position);
        }
    }

    private void forget(int node, int position) {
        touch(Key.of(node), position);
    }

    private void forget(int from, EdgeKind kind, int to, int position) {
        touch(Key.of(from, kind, to), position);
        forget(from, position);
        if (kind == EdgeKind.SAME_AS) {
            forgetNames(from, position);
            forgetNames(to, position);
        }
    }

    /** Forgets all that were the same thing up to now: they show each other's names. */
    private void forgetNames(int node, int position) {
        GraphView before = graph.view();
        List<Integer> names = new ArrayList<>(List.of(node));
        Set<Integer> seen = new HashSet<>(names);
        EdgeCursor standing = before.cursor(EdgeFilter.at(Clocks.NOW));
        for (int i = 0; i < names.size(); i++) {
            forget(names.get(i), position);
            if (names.size() > CLASS_NODES_MAX) {
                forgetAll(position);
                return;
            }
            if (names.get(i) <= before.nodeCount()) {
                before.otherNames(
                        names.get(i),
                        standing,
                        (edge, other) -> {
                            if (seen.add(other)) {
                                names.add(other);
                            }
                        });
            }
        }
    }

    private void touch(long key, int position) {
        all.forEach(kept -> kept.touch(key, position));
    }

    private void forgetAll(int position) {
        all.forEach(kept -> kept.clear(position));
    }
}
