package io.clew.questions.members;

import io.clew.model.Urn;
import io.clew.model.answer.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows some of what belongs to a thing, newest first.
 *
 * @param next the cursor of the next page; null on the last
 */
public record MembersPage(Urn of, List<Node> members, @Nullable String next) {}
