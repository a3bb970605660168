/**
 * The metrics of trial components: the metrics service, and what describing answers say of them.
 * What never lives here: how points are stored.
 */
@NullMarked
package io.clew.protocol.sagemaker.metrics;

import org.jspecify.annotations.NullMarked;
