/** How often something random is tried: so often in `npm test`, so often in `npm run test:deep`. */
export const runs = (usual: number, deep: number): number =>
	process.env.KEYLESS_DEEP === undefined ? usual : deep;
