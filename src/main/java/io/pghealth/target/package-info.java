/** Where the watched servers are and what may be done there. */
package io.pghealth.target;
