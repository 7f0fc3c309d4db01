import type { galleryWords as en } from '../en/gallery';
import type { Localized } from '../localized';

/** The examples by their files' names: what each shows. */
export const galleryWords: Localized<typeof en> = {
	gallery: {
		'three-tiers': {
			title: 'Web-App in drei Schichten',
			about:
				'Eine Oberfläche liest ein Geheimnis, eine API schreibt Blobs: jede mit eigener Identität.',
		},
		'function-queue-blob': {
			title: 'Funktion mit Warteschlange und Blobs',
			about:
				'Nimmt Nachrichten und schreibt Belege, mit einer Identität, die die Funktion überlebt.',
		},
		'scale-set': {
			title: 'Skalierungsgruppe mit einer gemeinsamen Identität',
			about: 'Maschinen kommen und gehen; Identität und Rolle bleiben.',
		},
		'aks-registry': {
			title: 'Cluster, der aus einer Registry lädt',
			about: 'AKS lädt Images mit AcrPull, ohne Kennwort für die Registry.',
		},
		hub: {
			title: 'Nabe mit zwei Teams',
			about: 'Tresor und Speicher für alle in einer Gruppe; jedes Team erreicht nur seinen Teil.',
		},
		'github-deployment': {
			title: 'Bereitstellung aus GitHub',
			about:
				'Eine Identität, die einem Zweig eines Repositorys vertraut und eine Site bereitstellen darf.',
		},
		'vault-per-environment': {
			title: 'Ein Tresor für jede Umgebung',
			about: 'Die Entwicklung kann nicht lesen, was der Produktion gehört.',
		},
		orphans: {
			title: 'Verwaistes zum Aufräumen',
			about: 'Eine gelöschte Maschine hinterließ eine Rollenzuweisung, die auf niemanden zeigt.',
		},
	},
};
