/**
 * {@code /explain}: who, what, when, where, why and how of a node, in sentences with evidence.
 *
 * <p>Which keys a kind of node has is one table, {@link io.clew.questions.explain.Outline}. What
 * nothing says is said to be missing; nothing is assumed. What never lives here: JSON, HTTP, a
 * protocol.
 */
@NullMarked
package io.clew.questions.explain;

import org.jspecify.annotations.NullMarked;
