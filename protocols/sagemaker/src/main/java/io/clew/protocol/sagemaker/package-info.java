/**
 * Amazon SageMaker's lineage, experiments and metrics, as its clients speak to them.
 *
 * <p>{@code wire} reads and checks one call, {@code rows} keeps the protocol's own tables, {@code
 * lineage} and {@code experiments} answer operations, {@code facts} says what they mean for the
 * graph. What never lives here: how lineage is answered by Clew's own API.
 */
@NullMarked
package io.clew.protocol.sagemaker;

import org.jspecify.annotations.NullMarked;
