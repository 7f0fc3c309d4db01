/**
 * What programs in the page import as `@azure/identity`. The real package refuses to work in a browser; this has the part of it
 * that code on a resource uses, with the same options, requests and messages. `test/ui/codeIdentity.test.ts` holds it against the real one.
 */
export { ChainedTokenCredential } from './chain';
export { DefaultAzureCredential } from './default';
export { AggregateAuthenticationError, CredentialUnavailableError } from './errors';
export { ManagedIdentityCredential } from './managedIdentity';
