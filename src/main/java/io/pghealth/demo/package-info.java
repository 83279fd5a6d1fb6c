/** The demo: real servers, real trouble. */
package io.pghealth.demo;
