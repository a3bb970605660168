/**
 * Says in the graph what the service's rows mean, and what can be concluded from them.
 *
 * <p>What never lives here: HTTP, or a guess that does not say that it is one.
 */
@NullMarked
package io.clew.protocol.metaflow.facts;

import org.jspecify.annotations.NullMarked;
