/** Several nodes, their database and their relay, with faults, and a history that is checked. */
package dev.sallyport.chaos;
