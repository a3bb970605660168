/**
 * {@code /metrics}: what a run measured, in short and point by point.
 *
 * <p>What never lives here: how points are stored, or JSON.
 */
@NullMarked
package io.clew.questions.metrics;

import org.jspecify.annotations.NullMarked;
