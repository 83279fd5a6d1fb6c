/** Plan trees, their shapes, statement windows, the regression test and its causes. */
package io.pghealth.plan;
