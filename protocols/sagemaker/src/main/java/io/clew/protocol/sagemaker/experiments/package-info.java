/**
 * The operations on experiments, trials and trial components. What never lives here: lineage
 * between them, metrics, search.
 */
@NullMarked
package io.clew.protocol.sagemaker.experiments;

import org.jspecify.annotations.NullMarked;
