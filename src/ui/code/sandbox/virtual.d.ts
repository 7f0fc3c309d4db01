/** What `scripts/sandboxPlugin.mjs` builds. Addresses are relative to the page. */
declare module 'virtual:keyless-sandbox' {
	/** The page of the frame. */
	export const frame: string;
	/** What a program finds around it. */
	export const runtime: string;
	/** The scripts of the packages, by the name under which programs import them. */
	export const packages: Readonly<Record<string, string>>;
}
