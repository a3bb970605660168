package io.clew.commit.inference;

import io.clew.identity.People;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says of agents that a write first names, or is first made by, which person they are, where
 * whoever runs the server said so in its settings: declared by the operator, not inferred.
 */
public final class SamePeople implements Rule {

    /** Whoever runs the server and writes its settings. */
    public static final Asserter OPERATOR =
            new Asserter(Urn.of(NodeKind.AGENT, "service", "operator"), "clew");

    /** Where the operator said it. */
    public static final Map<String, Object> EVIDENCE =
            Map.of("reason", "the setting people, in clew.toml");

    private final People people;

    /** Makes the rule of a server's settings. */
    public SamePeople(People people) {
        this.people = people;
    }

    @Override
    public void conclude(News news) {
        if (people.isEmpty()) {
            return;
        }
        Set<Urn> seen = new HashSet<>();
        for (Fact fact : news.facts()) {
            if (fact.by().equals(OPERATOR)) {
                continue;
            }
            if (people.of(fact.by().agent()).isPresent()) {
                join(news, fact.by().agent(), fact.at(), seen);
            }
            switch (fact) {
                case Fact.EdgeFact edge -> {
                    join(news, edge.from(), edge.at(), seen);
                    join(news, edge.to(), edge.at(), seen);
                }
                case Fact.AttributeFact attribute ->
                        join(news, attribute.node(), attribute.at(), seen);
                case Fact.EdgeRetraction edge -> {}
                case Fact.AttributeRetraction attribute -> {}
            }
        }
    }

    private void join(News news, Urn agent, EventTime at, Set<Urn> seen) {
        if (agent.kind() == NodeKind.AGENT && seen.add(agent) && news.isNew(news.nodeId(agent))) {
            people.of(agent)
                    .ifPresent(
                            person ->
                                    news.add(
                                            new Fact.EdgeFact(
                                                    agent,
                                                    EdgeKind.SAME_AS,
                                                    person,
                                                    Assertion.DECLARED,
                                                    at,
                                                    OPERATOR,
                                                    EVIDENCE,
                                                    null)));
        }
    }
}
