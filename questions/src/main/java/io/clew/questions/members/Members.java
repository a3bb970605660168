package io.clew.questions.members;

import io.clew.model.Clocks;
import io.clew.model.NodeKind;
import io.clew.model.Viewer;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.node.SameAs;
import io.clew.questions.paging.Cursor;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.Positions;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what belongs to a thing, by any of its names, newest first. */
public final class Members {

    /** Members on a page when nobody says how many. */
    public static final int LIMIT_DEFAULT = 50;

    /** Most members on a page: each is shown with all of its attributes. */
    public static final int LIMIT_MAX = 200;

    private static final int PARTS = 3;

    /** The newest first by when it first belonged, then by number. */
    private record Member(int id, long atMillis) {
        static final Member NEWEST = new Member(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private Members() {}

    /**
     * Shows a page; all pages are as of the log position of the first.
     *
     * @param limit at most {@link #LIMIT_MAX}
     */
    public static MembersPage page(
            Db db,
            Viewer viewer,
            NodeRow of,
            Membership membership,
            Clocks asked,
            int limit,
            @Nullable String cursor) {
        String question =
                String.join(
                        "\n",
                        membership.name(),
                        viewer.workspace().name(),
                        of.urn().toString(),
                        asked.toString());
        long position = Math.min(asked.knownAt(), Positions.newest(db));
        Member after = Member.NEWEST;
        if (cursor != null) {
            List<String> place = Cursor.read(question, cursor, PARTS);
            position = Math.min(position, Cursor.number(place.get(0)));
            after = new Member((int) Cursor.number(place.get(2)), Cursor.number(place.get(1)));
        }
        Clocks clocks = new Clocks(asked.asOf(), position);
        List<Member> found = after(db, names(db, of, clocks), membership, clocks, after, limit + 1);
        boolean more = found.size() > limit;
        List<Member> shown = more ? found.subList(0, limit) : found;
        List<Node> nodes =
                NodeDetails.ofIds(db, viewer, shown.stream().map(Member::id).toList(), clocks);
        return new MembersPage(
                of.urn(), nodes, more ? cursor(question, position, shown.getLast()) : null);
    }

    private static String cursor(String question, long position, Member last) {
        return Cursor.write(
                question,
                List.of(
                        Long.toString(position),
                        Long.toString(last.atMillis()),
                        Integer.toString(last.id())));
    }

    /** Returns the number of the newest member of a thing; empty when it has none. */
    public static List<Integer> newest(
            Db db, NodeRow of, Membership membership, Clocks clocks, int limit) {
        return after(db, names(db, of, clocks), membership, clocks, Member.NEWEST, limit).stream()
                .map(Member::id)
                .toList();
    }

    private static Set<Integer> names(Db db, NodeRow of, Clocks clocks) {
        Set<Integer> names = new HashSet<>(Set.of(of.id()));
        names.addAll(SameAs.of(db, List.of(of.id()), clocks).getOrDefault(of.id(), Set.of()));
        return names;
    }

    /** Reads on until the page is full, since what was taken back is left out. */
    private static List<Member> after(
            Db db,
            Set<Integer> containers,
            Membership membership,
            Clocks clocks,
            Member first,
            int limit) {
        List<Member> found = new ArrayList<>();
        Member after = first;
        while (found.size() < limit) {
            List<Member> some = ever(db, containers, membership, clocks, after, limit);
            Set<Integer> there = standing(db, containers, membership, clocks, some);
            some.stream()
                    .filter(member -> there.contains(member.id()))
                    .limit(limit - found.size())
                    .forEach(found::add);
            if (some.size() < limit) {
                break;
            }
            after = some.getLast();
        }
        return found;
    }

    private static List<Member> ever(
            Db db,
            Set<Integer> containers,
            Membership membership,
            Clocks clocks,
            Member after,
            int limit) {
        return db.sql(
                        "SELECT m.id, m.first_ms FROM (SELECT f.from_id AS id, MIN(f.at_ms) AS"
                                + " first_ms FROM edge_fact f JOIN node n ON n.id = f.from_id WHERE"
                                + " f.to_id IN (:containers) AND f.kind = :edge AND n.kind IN"
                                + " (:kinds) AND f.position <= :known AND f.at_ms <= :as_of GROUP"
                                + " BY f.from_id) m WHERE m.first_ms < :before OR (m.first_ms ="
                                + " :before AND m.id < :before_id) ORDER BY m.first_ms DESC, m.id"
                                + " DESC LIMIT :limit")
                .bindAll("containers", List.copyOf(containers))
                .bind("edge", membership.edge.wireName())
                .bindAll("kinds", membership.kinds.stream().map(NodeKind::wireName).toList())
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis())
                .bind("before", after.atMillis())
                .bind("before_id", after.id())
                .bind("limit", limit)
                .list(row -> new Member((int) row.integer("id"), row.integer("first_ms")));
    }

    private static Set<Integer> standing(
            Db db,
            Set<Integer> containers,
            Membership membership,
            Clocks clocks,
            List<Member> some) {
        return Links.from(db, some.stream().map(Member::id).toList(), clocks, membership.edge)
                .stream()
                .filter(link -> containers.contains(link.to()))
                .map(Link::from)
                .collect(Collectors.toSet());
    }
}
