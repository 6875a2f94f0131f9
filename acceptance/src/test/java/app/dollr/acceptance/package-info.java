/** Tests of the whole platform, from outside: the real program on a real PostgreSQL. */
package app.dollr.acceptance;
